using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3005.</summary>
public sealed class FeatureEqualityTests
{
    private const string Never = "No features of a driver are just P2P, since StopCopy is always there; ask with HasFlag";

    [Theory]
    [InlineData("bool p2p = {|#0:Nic.Features == MigrationFeatures.P2P|};")]
    [InlineData("bool p2p = {|#0:MigrationFeatures.P2P == Nic.Features|};")]
    [InlineData("if ({|#0:Nic.Features != MigrationFeatures.P2P|}) nic.Reset();")]
    [InlineData("bool p2p = {|#0:Nic.Features is MigrationFeatures.P2P|};")]
    [InlineData("bool p2p = {|#0:Nic.Features is not MigrationFeatures.P2P|};")]
    [InlineData("bool p2p = {|#0:Nic.Features.Equals(MigrationFeatures.P2P)|};")]
    [InlineData("bool p2p = Nic.Features is {|#0:MigrationFeatures.P2P|} or 0;")]
    [InlineData("bool p2p = Nic.Features switch { {|#0:MigrationFeatures.P2P|} => true, _ => false };")]
    [InlineData("switch (Nic.Features) { {|#0:case MigrationFeatures.P2P:|} break; }")]
    [InlineData("var found = Nic.Features; bool p2p = {|#0:found == MigrationFeatures.P2P|};")]
    [InlineData("const MigrationFeatures Wanted = MigrationFeatures.P2P; bool p2p = {|#0:Nic.Features == Wanted|};")]
    [InlineData("MigrationFeatures? features = null; bool p2p = {|#0:features == MigrationFeatures.P2P|};")]
    [InlineData("bool Has(MigrationFeatures features) => {|#0:features == MigrationFeatures.P2P|};")]
    [InlineData("bool Has(MigrationFeatures sourceFeatures, MigrationFeatures features) => {|#0:(sourceFeatures & features) == MigrationFeatures.P2P|};")]
    [InlineData("bool Has(Backend backend) => {|#0:backend?.Features == MigrationFeatures.P2P|};")]
    [InlineData("bool Has(Backend backend) => backend is { Features: {|#0:MigrationFeatures.P2P|} };")]
    [InlineData("bool Has(Backend backend) => {|#0:backend.GetFeatures() == MigrationFeatures.P2P|};")]
    [InlineData("async Task<bool> Has(Backend backend) => {|#0:await backend.ReadFeaturesAsync() == MigrationFeatures.P2P|};")]
    public Task Equality_that_no_driver_meets_is_reported(string statement) =>
        Host.VerifyMembers(Source.Flags7 + Backend, Statement(statement), Rules.Expect(RuleIds.FeatureEquality, 0, Never));

    [Fact]
    public Task Of_a_known_driver_a_part_is_not_the_whole() => Host.VerifyStatements(
        Source.Flags7, """
            bool a = {|#0:Nic.Features == (MigrationFeatures.StopCopy | MigrationFeatures.P2P)|};
            bool b = {|#1:Nic.Features == (MigrationFeatures.P2P | MigrationFeatures.PreCopy)|};
            bool c = Nic.Features == (MigrationFeatures.StopCopy | MigrationFeatures.P2P | MigrationFeatures.PreCopy);
            """,
        Rules.Expect(RuleIds.FeatureEquality, 0, "The features of 'Nic' are StopCopy | P2P | PreCopy and not just StopCopy | P2P; ask with HasFlag"),
        Rules.Expect(RuleIds.FeatureEquality, 1, "No features of a driver are just P2P | PreCopy, since StopCopy is always there; ask with HasFlag"));

    [Fact]
    public Task Of_a_type_parameter_too() => Host.VerifyMembers(
        Source.Flags1,
        "public static bool Has<T>() where T : IMigrationDriver => {|#0:T.Features == MigrationFeatures.PreCopy|};",
        Rules.Expect(RuleIds.FeatureEquality, 0, Never.Replace("P2P", "PreCopy", StringComparison.Ordinal)));

    [Fact]
    public Task In_a_spec_without_mandatory_features_a_single_one_may_be_the_whole() => Host.VerifyMembers(
        Source.Features, """
            public static bool IsTest(Link link) => Link.Features == LinkFeatures.Test;
            public static bool IsSleep(LinkFeatures features) => features == LinkFeatures.Sleep;
            """);

    [Theory]
    [InlineData("bool p2p = Nic.Features.HasFlag(MigrationFeatures.P2P);")]
    [InlineData("bool p2p = (Nic.Features & MigrationFeatures.P2P) == MigrationFeatures.P2P;")]
    [InlineData("bool p2p = (Nic.Features & MigrationFeatures.P2P) != 0;")]
    [InlineData("bool none = Nic.Features == MigrationFeatures.None || Nic.Features == 0;")]
    [InlineData("bool Is(MigrationFeatures feature) => feature == MigrationFeatures.P2P;")]
    [InlineData("bool Is(MigrationFeatures wantedFeatures) => wantedFeatures == MigrationFeatures.P2P;")]
    [InlineData("bool Is(MigrationFeatures features) => features == MigrationFeatures.StopCopy;")]
    [InlineData("bool Is(MigrationFeatures features) => features == (MigrationFeatures.StopCopy | MigrationFeatures.P2P);")]
    [InlineData("bool Is(MigrationFeatures features, MigrationFeatures others) => features == others;")]
    [InlineData("Nic Create(MigrationFeatures features) => features switch { MigrationFeatures.P2P => new(), _ => null };")]
    [InlineData("Check(MigrationFeatures.P2P, Nic.Features); void Check<T>(T expected, T actual) { }")]
    [InlineData("foreach (var feature in Enum.GetValues<MigrationFeatures>()) if (feature == MigrationFeatures.P2P) nic.Reset();")]
    [InlineData("bool p2p = (Nic.Features & ~MigrationFeatures.StopCopy) == MigrationFeatures.P2P;")]
    [InlineData("var found = Nic.Features; found = MigrationFeatures.P2P; bool p2p = found == MigrationFeatures.P2P;")]
    [InlineData("bool Is(System.IO.FileAttributes features) => features == System.IO.FileAttributes.Hidden;")]
    [InlineData("#pragma warning disable MIG3005\nbool p2p = Nic.Features == MigrationFeatures.P2P;")]
    public Task What_may_be_meant_is_not_reported(string statement) => Host.VerifyMembers(Source.Flags7 + Backend, Statement(statement));

    [Theory]
    [InlineData("Nic.Features == MigrationFeatures.P2P", FeatureEqualityRule.SetOnLeft, "false")]
    [InlineData("MigrationFeatures.P2P != Nic.Features", FeatureEqualityRule.SetOnRight, "true")]
    [InlineData("Nic.Features is MigrationFeatures.P2P", FeatureEqualityRule.IsPattern, "false")]
    [InlineData("Nic.Features is not MigrationFeatures.P2P", FeatureEqualityRule.IsPattern, "true")]
    [InlineData("Nic.Features is not (MigrationFeatures.P2P or 0)", FeatureEqualityRule.PartOfMore, "true")]
    [InlineData("Nic.Features.Equals(MigrationFeatures.P2P)", FeatureEqualityRule.EqualsCall, "false")]
    [InlineData("Nic.Features switch { MigrationFeatures.P2P => true, _ => false }", FeatureEqualityRule.PartOfMore, "false")]
    public async Task A_fix_is_told_the_form(string expression, string form, string isNegated)
    {
        Diagnostic found = (await Compiling.ReportAsync(Source.Flags7 + $"class Host {{ bool B => {expression}; }}"))
            .Single(diagnostic => diagnostic.Id == RuleIds.FeatureEquality);

        Assert.Equal(
            ImmutableDictionary<string, string?>.Empty.Add(FeatureEqualityRule.Form, form).Add(FeatureEqualityRule.IsNegated, isNegated),
            found.Properties);
    }

    private const string Backend = """

        public interface Backend
        {
            MigrationFeatures Features { get; }
            MigrationFeatures GetFeatures();
            Task<MigrationFeatures> ReadFeaturesAsync();
        }
        """;

    private static string Statement(string statement) => $"public static void Use(Nic nic)\n{{\n{statement}\n}}";
}
