namespace MigSdk.Completion;

/// <summary>The attributes that say what a handler is for.</summary>
internal enum HandlerAttribute
{
    /// <summary><c>[Arc(from, to)]</c>.</summary>
    Arc,

    /// <summary><c>[OnEnter(state or group)]</c>.</summary>
    OnEnter,

    /// <summary><c>[OnExit(state or group)]</c>.</summary>
    OnExit,
}
