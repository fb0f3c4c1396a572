using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

namespace Samples.Devices;

/// <summary>
/// Shows what a driver supports, saves one instance and resumes another, with nothing but the generated members, and then
/// offers it wrong streams.
/// </summary>
public static class Walkthrough
{
    private static readonly TimeSpan WorkTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs it on two devices.</summary>
    /// <typeparam name="TDriver">The driver.</typeparam>
    /// <param name="attach">Makes a driver for a device.</param>
    /// <returns>
    /// The process's exit code: 0 if the destination had exactly the state of the source and worked on without a gap, and
    /// every wrong stream was refused; else 1.
    /// </returns>
    public static async Task<int> RunAsync<TDriver>(Func<Device, TDriver> attach)
        where TDriver : IMigrationDriver, ISampleDevice
    {
        ArgumentNullException.ThrowIfNull(attach);
        Describe<TDriver>();

        var mailbox = new PeerMailbox();
        using var sourceDevice = new Device(new DeviceOptions(), mailbox.Receive);
        using var destinationDevice = new Device(new DeviceOptions(), mailbox.Receive);
        TDriver source = attach(sourceDevice);
        TDriver destination = attach(destinationDevice);
        foreach ((string name, TDriver driver) in new[] { ("source", source), ("destination", destination) })
            driver.BeforeArc = arc => Console.WriteLine($"  {name,-12}{arc.From} -> {arc.To}");

        Console.WriteLine("Walk");
        sourceDevice.BeginJob(seed: 2022);
        await Task.Delay(WorkTime);
        await TransferAsync(source, destination);
        string sourceHash = sourceDevice.ComputeHash();
        ulong stoppedAt = sourceDevice.Read(Register.WorkCounter);
        string destinationHash = destinationDevice.ComputeHash();

        await destination.SetStateAsync(Running);
        await Task.Delay(WorkTime);
        await destination.SetStateAsync(Stop);
        ulong workedTo = destinationDevice.Read(Register.WorkCounter);
        string? gap = destinationDevice.FindGap() ?? mailbox.Gap;

        Console.WriteLine($"""
            Result
              source hash       {sourceHash}
              destination hash  {destinationHash}
              source stopped at item {stoppedAt}, destination worked on to {workedTo}: {gap ?? "no gap"}
            """);
        Console.WriteLine("Wrong streams");
        bool areRefused = await Refusals.RunAsync(attach);
        return sourceHash == destinationHash && workedTo > stoppedAt && gap is null && areRefused ? 0 : 1;
    }

    /// <summary>The arcs that a driver implements: the single steps of everything that it supports.</summary>
    /// <typeparam name="TDriver">The driver.</typeparam>
    /// <returns>The arcs, by their values.</returns>
    public static IReadOnlyCollection<(MigrationState From, MigrationState To)> ArcsOf<TDriver>()
        where TDriver : IMigrationDriver
    {
        var arcs = new SortedSet<(MigrationState, MigrationState)>();
        foreach ((MigrationState from, MigrationState to) in TDriver.SupportedTransitions)
        {
            MigrationState state = from;
            foreach (MigrationState next in TDriver.GetPath(from, to))
            {
                arcs.Add((state, next));
                state = next;
            }
        }

        return arcs;
    }

    private static void Describe<TDriver>()
        where TDriver : IMigrationDriver
    {
        IReadOnlyCollection<(MigrationState From, MigrationState To)> arcs = ArcsOf<TDriver>();
        Console.WriteLine($"""
            {typeof(TDriver).Name}
              features     {TDriver.Features} ({(ulong)TDriver.Features})
              arcs         {arcs.Count}: {string.Join(", ", arcs.Select(arc => $"{arc.From}>{arc.To}"))}
              transitions  {TDriver.SupportedTransitions.Count}
            """);
        foreach (IGrouping<MigrationState, (MigrationState From, MigrationState To)> pairs in
                 TDriver.SupportedTransitions.GroupBy(pair => pair.From))
        {
            Console.WriteLine($"    {pairs.Key,-12}-> {string.Join(", ", pairs.Select(pair => pair.To))}");
        }
    }

    /// <summary>What a host does, at its simplest: no rounds, one buffer, both ends in one process.</summary>
    private static async Task TransferAsync<TDriver>(TDriver source, TDriver destination)
        where TDriver : IMigrationDriver
    {
        bool hasPreCopy = TDriver.Features.HasFlag(MigrationFeatures.PreCopy);
        var saving = (SavingSession)(await source.SetStateAsync(hasPreCopy ? PreCopy : StopCopy))!;
        var resuming = (ResumingSession)(await destination.SetStateAsync(Resuming))!;
        if (hasPreCopy)
        {
            // Once through what there is; in STOP_COPY comes what has changed since.
            PreCopyInfo before = saving.GetPreCopyInfo();
            await CopyAsync(saving, resuming, until: before.InitialBytes);
            PreCopyInfo after = saving.GetPreCopyInfo();
            Console.WriteLine($"  {"PRE_COPY",-12}{saving.BytesTransferred} bytes; initial {before.InitialBytes} -> "
                + $"{after.InitialBytes}, dirty {after.DirtyBytes}");
            await source.SetStateAsync(StopCopy);
        }

        await CopyAsync(saving, resuming, until: long.MaxValue);
        Console.WriteLine($"  {"STOP_COPY",-12}{saving.BytesTransferred} bytes in all");
        await destination.SetStateAsync(Stop);
        await source.SetStateAsync(Stop);
    }

    private static async Task CopyAsync(SavingSession saving, ResumingSession resuming, long until)
    {
        byte[] buffer = new byte[1 << 20];
        while (saving.BytesTransferred < until)
        {
            SessionRead read = await saving.ReadAsync(buffer);
            if (read.Outcome != ReadOutcome.Bytes)
                return;
            await resuming.WriteAsync(buffer.AsMemory(0, read.Count));
        }
    }
}
