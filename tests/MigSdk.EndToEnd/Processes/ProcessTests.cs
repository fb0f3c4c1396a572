using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd.Processes;

/// <summary>
/// Migrations between real processes: those of the devices, that of the host, or the two of a sending and a receiving host.
/// One of them is killed at a message. With MIGSDK_KILL=full it is every message in turn, for every set of features.
/// </summary>
public sealed class ProcessTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("MIGSDK_KILL") == "full";

    private static readonly MigrationFeatures[] All =
        [(MigrationFeatures)1, (MigrationFeatures)3, (MigrationFeatures)5, (MigrationFeatures)7];

    public enum Victim
    {
        Source,
        Destination,
        Host,
        Sender,
        Receiver,
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public async Task A_device_under_load_moves_between_processes_with_equal_hashes(int flags)
    {
        await using Migration migration = await Migration.StartAsync((MigrationFeatures)flags);
        Assert.Equal("side=Destination", await migration.MigrateAsync());
        await migration.AssertTakenOverAsync();
    }

    [Fact]
    public async Task It_moves_between_two_hosts_with_equal_hashes()
    {
        await using Migration migration = await Migration.StartAsync((MigrationFeatures)7);
        (string sent, string received) = await migration.SendAsync();
        Assert.Equal(("side=Destination", "runs=True known=True"), (sent, received));
        await migration.AssertTakenOverAsync();
    }

    [Theory]
    [InlineData(Victim.Source)]
    [InlineData(Victim.Destination)]
    [InlineData(Victim.Host)]
    [InlineData(Victim.Sender)]
    [InlineData(Victim.Receiver)]
    public async Task Killed_at_a_message_the_others_end_and_never_do_both_devices_work(Victim victim)
    {
        foreach (MigrationFeatures features in IsFull ? All : [(MigrationFeatures)7])
        {
            foreach (bool countsSource in CountedEnds(victim))
            {
                int messages = await CountAsync(features, victim, countsSource);
                foreach (int message in IsFull ? Every(messages) : Some(messages))
                    await KillAsync(features, victim, countsSource, message);
            }
        }
    }

    private static IEnumerable<bool> CountedEnds(Victim victim) => victim switch
    {
        Victim.Source or Victim.Sender => [true],
        Victim.Destination or Victim.Receiver => [false],
        _ => [true, false],
    };

    private static IEnumerable<int> Every(int messages)
    {
        for (int message = 0; message < messages; message++)
            yield return message;
    }

    // In the transfer, and around the commit point.
    private static IEnumerable<int> Some(int messages) => [messages / 2, messages - 4, messages - 2];

    private static async Task<int> CountAsync(MigrationFeatures features, Victim victim, bool countsSource)
    {
        await using Migration migration = await Migration.StartAsync(features);
        await RunAsync(migration, victim);
        return (countsSource ? migration.Source : migration.Destination).Relay.Messages;
    }

    private static async Task<(string Host, string Receiver)> RunAsync(Migration migration, Victim victim) =>
        victim is Victim.Sender or Victim.Receiver ? await migration.SendAsync() : (await migration.MigrateAsync(), "");

    private static async Task KillAsync(MigrationFeatures features, Victim victim, bool countsSource, int message)
    {
        await using Migration migration = await Migration.StartAsync(features);
        ServedProcess counted = countsSource ? migration.Source : migration.Destination;
        counted.Relay.OnMessage = number =>
        {
            if (number == message)
                migration.ProgramOf(victim).Kill();
        };
        (string host, string receiver) = await RunAsync(migration, victim);
        string name = $"{(int)features}, {victim} killed at message {message} of the {(countsSource ? "source" : "destination")}: "
            + $"{host} {receiver}";
        try
        {
            await migration.AssertDefinedAsync(host, receiver);
        }
        catch (Exception cause)
        {
            throw new InvalidOperationException($"{name}\n{cause.Message}\n{migration.Output}", cause);
        }
    }
}
