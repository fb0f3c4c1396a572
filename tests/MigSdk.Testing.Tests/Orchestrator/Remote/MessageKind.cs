namespace MigSdk.Testing.Tests;

/// <summary>The frames of the wire, by its own numbers.</summary>
internal enum MessageKind : ushort
{
    Hello = 1,
    Refusal = 2,
    KeepAlive = 3,
    Progress = 4,
    Farewell = 5,
    GetState = 16,
    Resume = 17,
    Data = 18,
    Run = 19,
    Reset = 20,
    Cancel = 21,
    Done = 32,
    Failed = 33,
}
