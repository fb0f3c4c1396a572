using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>Streams that should have been refused.</summary>
public sealed class StreamMutants
{
    [Fact]
    public Task A_truncated_stream_that_is_taken() =>
        Mutant.IsCaughtAsync(() => new TakesATruncatedStream(), Truncation);

    [Fact]
    public Task A_register_that_is_written_while_matching() =>
        Mutant.IsCaughtAsync(() => new AppliesWhileMatching(), Truncation);

    [Fact]
    public Task Bytes_after_the_end() => Mutant.IsCaughtAsync(() => new IgnoresWhatFollows(), Extension);

    [Fact]
    public Task Bytes_that_nobody_checks() => Mutant.IsCaughtAsync(() => new ChecksNoBytes(), Corruption);

    [Fact]
    public Task A_checksum_for_which_order_is_all_the_same() => Mutant.IsCaughtAsync(() => new SumsTheBytes(), Order);

    [Fact]
    public Task A_stream_of_another_version() => Mutant.IsCaughtAsync(() => new TakesAnyVersion(), Foreign);

    [Fact]
    public Task An_allocation_of_what_the_header_says() =>
        Mutant.IsCaughtAsync(() => new AllocatesWhatTheHeaderSays(), Corruption);

    [Fact]
    public Task A_refusal_that_is_a_crash() => Mutant.IsCaughtAsync(() => new RunsOverTheEnd(), Corruption);
}
