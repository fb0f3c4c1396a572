namespace MigSdk.Host.Tests.Remote;

/// <summary>Where, of a frame, a connection is cut.</summary>
public enum CutPoint
{
    BeforeFrame,
    InsideFrame,
    AfterFrame,
}
