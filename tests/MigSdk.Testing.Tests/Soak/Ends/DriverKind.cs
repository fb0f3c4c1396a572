namespace MigSdk.Testing.Tests.Soak;

/// <summary>Which of the sample drivers.</summary>
internal enum DriverKind
{
    Minimal,
    Pds,
    HisiAcc,
    Mlx5,
}
