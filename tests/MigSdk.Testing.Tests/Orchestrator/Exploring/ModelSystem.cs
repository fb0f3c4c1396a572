namespace MigSdk.Testing.Tests;

/// <summary>The closed systems that there are.</summary>
internal enum ModelSystem
{
    Local,
    LocalWithDowntimeLimit,
    Remote,
    RemoteThatNoticesSilence,
}
