using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests;

/// <summary>Takes it that the first write brings the whole header.</summary>
internal sealed class WantsWholeHeader : CardDevice
{
    internal override CardIntake BeginResuming() => new Intake();

    private sealed class Intake : CardIntake
    {
        protected override ValueTask AcceptAsync(ReadOnlyMemory<byte> data, CancellationToken cancel) =>
            Data.Length == 0 && data.Length < CardStreamFormat.HeaderBytes
                ? throw CardParser.Refuse("The header is too short.")
                : base.AcceptAsync(data, cancel);
    }
}
