namespace MigSdk.VfioUser;

/// <summary>What may have to wait for the driver.</summary>
internal enum MigrationStep
{
    SetState,
    Read,
    Write,
    WaitForData,
    Reset,
}
