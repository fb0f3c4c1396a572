using System;
using System.Linq;
using Xunit;

namespace MigSdk.Tests;

/// <summary>The generated drivers' answers against the kernel's.</summary>
public sealed class OracleTests
{
    [Fact]
    public void The_table_has_every_pair_of_every_feature_set() => Assert.Equal(360, Oracle.Rows.Count);

    [Fact]
    public void Flags_1_answer_as_the_kernel_does() => Verify<StopCopyDriver>(1, 90);

    [Fact]
    public void Flags_3_answer_as_the_kernel_does() => Verify<P2PDriver>(3, 90);

    [Fact]
    public void Flags_5_answer_as_the_kernel_does() => Verify<PreCopyDriver>(5, 90);

    [Fact]
    public void Flags_7_answer_as_the_kernel_does() => Verify<FullDriver>(7, 90);

    private static void Verify<TDriver>(ulong flags, int rows)
        where TDriver : IMigrationDriver
    {
        Assert.Equal((MigrationFeatures)flags, TDriver.Features);
        OracleRow[] table = [.. Oracle.Rows.Where(row => row.Flags == TDriver.Features)];
        Assert.Equal(rows, table.Length);
        foreach (OracleRow row in table)
        {
            string what = $"{row.Current} -> {row.Target}";
            Assert.True(row.IsSupported == TDriver.ArcSupported(row.Current, row.Target), what);
            Assert.True(row.IsSupported == TDriver.TryGetNextState(row.Current, row.Target, out MigrationState next), what);
            Assert.True((row.Next ?? row.Current) == next, what);
            Assert.True(row.Path.Skip(1).SequenceEqual(TDriver.GetPath(row.Current, row.Target).ToArray()), what);
            Assert.True(row.IsSupported == TDriver.SupportedTransitions.Contains(row.Current, row.Target), what);
        }

        Assert.Equal(table.Count(row => row.IsSupported), TDriver.SupportedTransitions.Count);
    }

    [Fact]
    public void Values_out_of_range_are_answered_on_both_sides()
    {
        foreach (uint value in new uint[] { 8, 63, 64, 255, 0x8000_0000, uint.MaxValue })
        {
            foreach (MigrationState state in Enum.GetValues<MigrationState>())
            {
                Assert.False(FullDriver.ArcSupported((MigrationState)value, state));
                Assert.False(FullDriver.ArcSupported(state, (MigrationState)value));
                Assert.True(FullDriver.GetPath((MigrationState)value, state).IsEmpty);
                Assert.True(FullDriver.GetPath(state, (MigrationState)value).IsEmpty);
                Assert.False(FullDriver.TryGetNextState((MigrationState)value, state, out MigrationState next));
                Assert.Equal((MigrationState)value, next);
            }

            Assert.False(FullDriver.ArcSupported((MigrationState)value, (MigrationState)value));
        }
    }
}
