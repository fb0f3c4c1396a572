using System.Linq;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary>The steps of a migration in words.</summary>
internal static class MigrationWords
{
    /// <summary>A request, the way that it took and how it has ended.</summary>
    internal static string Request(MigrationRequest request)
    {
        string what = request.IsReset
            ? "reset"
            : string.Join(" -> ", request.Path.Prepend(request.From));
        string end = request.Errno == Errno.None ? "" : $"  failed: {request.Errno}";
        return $"{request.End.ToString().ToLowerInvariant(),-12}{what}  {Amounts.Time(request.Duration)}{end}";
    }

    /// <summary>How much has been moved, and how fast.</summary>
    internal static string Transfer(MigrationProgress progress)
    {
        string[] parts =
        [
            progress.Round > 0 ? $"round {progress.Round}" : "",
            Amounts.Bytes(progress.BytesTransferred),
            Amounts.Rate(progress.BytesPerSecond),
            progress.PreCopy is { } left ? $"left {Amounts.Bytes(left.InitialBytes + (double)left.DirtyBytes)}" : "",
            progress.Downtime is { } downtime ? $"downtime {Amounts.Time(downtime)}" : "",
        ];
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }
}
