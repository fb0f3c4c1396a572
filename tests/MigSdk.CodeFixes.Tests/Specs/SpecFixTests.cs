using System.Threading.Tasks;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG2005, MIG2006, MIG2008 and MIG2009.</summary>
public sealed class SpecFixTests
{
    private const string Sound =
        """
        using MigSdk;
        /// <summary>Three states.</summary>
        [StateMachineSpec(Initial = (long)S.A, Error = (long)S.E)]
        [SpecArc<S>(S.A, S.B)]
        [SpecArc<S>(S.B, S.C)]
        [SpecArc<S>(S.C, S.A)] // around
        public enum S
        {
            A,
            B,
            C,
            E,
        }

        """;

    [Theory]
    [InlineData("[{|MIG2005:SpecArc<S>(S.A, S.E)|}]\n")]
    [InlineData("[{|MIG2006:Blocked<S>(S.A, S.A)|}]\n")]
    [InlineData("[{|MIG2006:Blocked<S>(S.A, S.B)|}]\n")]
    [InlineData("[{|MIG2008:SpecArc<S>(S.B, S.B)|}]\n")]
    [InlineData("[{|MIG2008:SpecArc<S>(S.A, S.B)|}]\n")]
    public Task What_has_no_meaning_goes(string wrong) =>
        Fixes.Verify<SpecAttributeFix>(Sound.Put("public enum", wrong + "public enum"), Sound.ReplaceLineEndings("\n"));

    [Fact]
    public Task Several_of_all_kinds_with_CRLF() => Fixes.Verify<SpecAttributeFix>(
        Sound.Put("public enum", "[{|MIG2008:SpecArc<S>(S.A, S.B)|}, {|MIG2008:SpecArc<S>(S.A, S.B)|}]\n[Blocked<S>(S.A, S.C), {|MIG2006:Blocked<S>(S.A, S.C)|}, {|MIG2005:SpecArc<S>(S.E, S.A)|}]\npublic enum").ReplaceLineEndings("\r\n"),
        Sound.Put("public enum", "[Blocked<S>(S.A, S.C)]\npublic enum").ReplaceLineEndings("\r\n"),
        rounds: 4);

    [Fact]
    public Task The_error_state_requires_nothing() => Fixes.Verify<ErrorStateRequirementFix>(
        Sound.Put("    E,", "    // Broken.\n    [Requires<F>(F.X)] {|MIG2009:E|},") + "public enum F { X = 1 }",
        Sound.Put("    E,", "    // Broken.\n    E,") + "public enum F { X = 1 }");

    [Fact]
    public Task An_optional_initial_state_is_the_authors_to_mend() =>
        Fixes.VerifyNone<ErrorStateRequirementFix>(Sound.Put("    A,", "    [Optional] {|MIG2009:A|},"));
}
