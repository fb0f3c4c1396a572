using CsCheck;

namespace MigSdk.Testing.Execution;

/// <summary>Random choices that follow from the run's seed and the check alone.</summary>
internal sealed class Dice(ulong seed, ConformanceCheck check)
{
    internal PCG Generator { get; } = new((uint)check, seed);

    /// <summary>A number from 0 to one below the limit.</summary>
    internal int Next(int limit) => limit <= 1 ? 0 : (int)Generator.Next((uint)limit);
}
