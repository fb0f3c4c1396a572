using System;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>One thing that is measured.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="Batch">How many operations are done between two looks at the clock.</param>
/// <param name="PerOperation">How many of the unit one operation is.</param>
/// <param name="Prepare">Brings the server to where it must be.</param>
/// <param name="Run">Does a batch of operations.</param>
/// <param name="Finish">Leaves the server as it was.</param>
internal sealed record Measurement(
    string Name, string Unit, int Batch, double PerOperation,
    Action<Client> Prepare, Action<Client, int> Run, Action<Client> Finish)
{
    private const double Mebibyte = 1 << 20;
    private const ulong Guest = 0x1000_0000;
    private const ulong GuestBytes = 16 << 20;

    /// <summary>Everything that is measured, in the order of the table.</summary>
    internal static Measurement[] All { get; } =
    [
        Region("region read, 4 bytes", (client, count) =>
        {
            for (int i = 0; i < count; i++)
                client.ReadRegion(Contract.Region, 0, 4);
        }),
        Region("region write, 4 bytes", (client, count) =>
        {
            for (int i = 0; i < count; i++)
                client.WriteRegion(Contract.Region, 0, (uint)i);
        }),
        Region("region write, 4 bytes, posted", (client, count) =>
        {
            for (int i = 1; i < count; i++)
                client.PostRegion(Contract.Region, 0, (uint)i);
            client.ReadRegion(Contract.Region, 0, 4);
        }),
        Region("region read, 4 bytes, 32 in flight", (client, count) =>
        {
            for (int i = 0; i < count; i++)
            {
                client.SendRead(Contract.Region, 0, 4);
                if (i >= 32)
                    client.ReceiveReply();
            }

            for (int i = 0; i < Math.Min(count, 32); i++)
                client.ReceiveReply();
        }),
        Region("region read, 4096 bytes", (client, count) =>
        {
            for (int i = 0; i < count; i++)
                client.ReadRegion(Contract.Region, 0, Contract.RegionBytes);
        }),
        Dma("DMA read by message", Contract.ReadGuest, 4096, withFile: false),
        Dma("DMA read by message", Contract.ReadGuest, 1 << 16, withFile: false),
        Dma("DMA read by message", Contract.ReadGuest, 1 << 20, withFile: false),
        Dma("DMA write by message", Contract.WriteGuest, 1 << 16, withFile: false),
        Dma("DMA write by message", Contract.WriteGuest, 1 << 20, withFile: false),
        Dma("DMA read by mapping", Contract.ReadGuest, 4096, withFile: true),
        Dma("DMA read by mapping", Contract.ReadGuest, 1 << 20, withFile: true),
        Dma("DMA write by mapping", Contract.WriteGuest, 1 << 20, withFile: true),
        Save(1 << 16),
        Save(1 << 20),
        Resume(1 << 16),
        Resume(1 << 17),
        Resume(1 << 20),
    ];

    private static Measurement Region(string name, Action<Client, int> run) =>
        new(name, "1/s", 2000, 1, _ => { }, run, _ => { });

    private static Measurement Dma(string name, uint direction, int bytes, bool withFile) => new(
        $"{name}, {Size(bytes)}",
        "MiB/s",
        bytes >= 1 << 20 ? 20 : 200,
        bytes / Mebibyte,
        client =>
        {
            client.Map(Guest, GuestBytes, withFile);
            client.WriteRegion(Contract.Region, Contract.DmaAddress, Guest);
            client.WriteRegion(Contract.Region, Contract.DmaLength, (uint)bytes);
        },
        (client, count) =>
        {
            for (int i = 0; i < count; i++)
                client.WriteRegion(Contract.Region, Contract.Doorbell, direction);
        },
        client => client.Unmap(Guest, GuestBytes));

    private static Measurement Save(int bytes) => new(
        $"migration read, {Size(bytes)}",
        "MiB/s",
        bytes >= 1 << 20 ? 20 : 200,
        bytes / Mebibyte,
        client =>
        {
            client.WriteRegion(Contract.Region, Contract.StreamBytes, ulong.MaxValue >> 8);
            client.SetState(3);
        },
        (client, count) =>
        {
            for (int i = 0; i < count; i++)
            {
                if (client.ReadMigration(bytes) != bytes)
                    throw new InvalidOperationException("The stream ended.");
            }
        },
        client =>
        {
            client.SetState(1);
            client.SetState(2);
        });

    private static Measurement Resume(int bytes) => new(
        $"migration write, {Size(bytes)}",
        "MiB/s",
        bytes >= 1 << 20 ? 20 : 200,
        bytes / Mebibyte,
        client =>
        {
            client.SetState(1);
            client.SetState(4);
        },
        (client, count) =>
        {
            for (int i = 0; i < count; i++)
                client.WriteMigration(bytes);
        },
        client =>
        {
            client.SetState(1);
            client.SetState(2);
        });

    private static string Size(int bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes >> 10} KiB";
}
