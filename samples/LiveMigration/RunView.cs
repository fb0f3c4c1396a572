using System;
using MigSdk;
using Samples.Devices;

namespace Samples.LiveMigration;

/// <summary>What can be looked at during a run beside what is reported.</summary>
/// <param name="Title">What is being done.</param>
/// <param name="Source">The source's device.</param>
/// <param name="Destination">The destination's device.</param>
/// <param name="SourceState">Tells the source's state.</param>
/// <param name="DestinationState">Tells the destination's state.</param>
internal sealed record RunView(
    string Title,
    Device Source,
    Device Destination,
    Func<MigrationState> SourceState,
    Func<MigrationState> DestinationState);
