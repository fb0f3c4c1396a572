namespace MigSdk.Analyzers;

/// <summary>When the engine calls a method of a driver.</summary>
internal enum HandlerKind
{
    /// <summary>In a step: the handler of an arc, or an entry or exit handler.</summary>
    Step,

    /// <summary>In a reset.</summary>
    Reset,

    /// <summary>Whenever a host asks how long the stream will be.</summary>
    StopCopyLength,
}
