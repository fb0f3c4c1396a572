namespace MigSdk.Analyzers.Benchmarks;

/// <summary>Code that uses drivers.</summary>
internal static class HostFiles
{
    /// <summary>What an edit inside a method body changes.</summary>
    internal const string Edited = "sent += 1;";

    /// <summary>Uses a driver of VFIO's spec.</summary>
    internal static string Make(int n, int driver) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Devices.Nic{{driver}};
        using MigSdk;

        namespace Hosts;

        /// <summary>Moves a card's state from one machine to another.</summary>
        public sealed class Mover{{n}}(TextWriter log)
        {
            private readonly Dictionary<string, int> _moved = [];

            public async Task<long> MoveAsync(Nic{{driver}} source, Nic{{driver}} destination, CancellationToken cancel)
            {
                long sent = 0;
                var buffer = new byte[4096];
                try
                {
                    var resuming = (ResumingSession)(await destination.SetStateAsync(MigrationState.Resuming, cancel))!;
                    var saving = (SavingSession)(await source.SetStateAsync(MigrationState.StopCopy, cancel))!;
                    while (true)
                    {
                        SessionRead read = await saving.ReadAsync(buffer, cancel);
                        if (read.Outcome != ReadOutcome.Bytes)
                            break;
                        await resuming.WriteAsync(buffer.AsMemory(0, read.Count), cancel);
                        sent += read.Count;
                    }

                    {{Edited}}
                    await source.SetStateAsync(MigrationState.Stop, cancel);
                    await destination.SetStateAsync(MigrationState.Running, cancel);
                }
                catch (MigrationException exception)
                {
                    await log.WriteLineAsync($"The card stopped in {source.State}: {exception.Message}");
                    await source.ResetAsync();
                    throw;
                }

                _moved[nameof(Nic{{driver}})] = _moved.GetValueOrDefault(nameof(Nic{{driver}})) + 1;
                return sent;
            }

            public IEnumerable<string> Describe(MigrationState from)
            {
                foreach (MigrationState to in Enum.GetValues<MigrationState>())
                {
                    if (!Nic{{driver}}.ArcSupported(from, to))
                        continue;
                    yield return $"{from} -> {string.Join(", ", Nic{{driver}}.GetPath(from, to).ToArray().Select(state => state.ToString()))}";
                }
            }

            public static bool CanStop(Nic{{driver}} card) =>
                Nic{{driver}}.TryGetNextState(card.State, MigrationState.Stop, out MigrationState next) && next != MigrationState.Error;

            public static async Task RestartAsync(IMigrationDriver card, CancellationToken cancel)
            {
                await card.SetStateAsync(MigrationState.Stop, cancel);
                await card.SetStateAsync(MigrationState.Running, cancel);
            }
        }

        """;
}
