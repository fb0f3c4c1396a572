namespace MigSdk.Testing.Tests;

/// <summary>Never works again after a stop.</summary>
internal sealed class StaysStopped : CardDevice
{
    internal override void Start() => Access();
}
