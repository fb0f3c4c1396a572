namespace MigSdk.Analyzers;

/// <summary>The members that the generator gives a driver, as far as code can call them.</summary>
internal enum DriverMember
{
    /// <summary><c>SetState</c> and <c>SetStateAsync</c>.</summary>
    SetState,

    /// <summary><c>Reset</c> and <c>ResetAsync</c>.</summary>
    Reset,

    /// <summary><c>ArcSupported</c>.</summary>
    ArcSupported,

    /// <summary><c>TryGetNextState</c>.</summary>
    TryGetNextState,

    /// <summary><c>GetPath</c>.</summary>
    GetPath,
}
