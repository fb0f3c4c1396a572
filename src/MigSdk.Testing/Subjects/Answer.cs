using MigSdk.Host;

namespace MigSdk.Testing.Subjects;

/// <summary>How a request ended.</summary>
internal readonly record struct Answer(Errno Errno, IMigrationStream? Stream, MigrationException? Failure)
{
    internal bool IsSuccess => Failure is null;

    public override string ToString() => Failure is null ? "success" : $"{Errno}: {Failure.Message}";
}
