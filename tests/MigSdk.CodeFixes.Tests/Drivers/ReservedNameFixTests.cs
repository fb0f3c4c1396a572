using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1011.</summary>
public sealed class ReservedNameFixTests
{
    [Theory]
    [InlineData("private int {|MIG1011:State|} = 1; private int Read() => this.State + nameof(State).Length;", "private int DeviceState = 1; private int Read() => this.DeviceState + nameof(DeviceState).Length;")]
    [InlineData("private void {|MIG1011:Reset|}() { } private void Reset(int queue) { }", "private void ResetDevice() { } private void Reset(int queue) { }")]
    [InlineData("private int {|MIG1011:Features|} { get; set; } private int DeviceFeatures;", "private int DeviceFeatures2 { get; set; } private int DeviceFeatures;")]
    [InlineData("private void {|MIG1011:SetState|}(MigrationState target) { }", "private void SetDeviceState(MigrationState target) { }")]
    [InlineData("[StopCopyLength] private long {|MIG1011:StopCopyLength|}() => 1;", "[StopCopyLength] private long DeviceStopCopyLength() => 1;")]
    [InlineData("private class {|MIG1011:Answers|} { } private Answers _a = new Answers();", "private class DeviceAnswers { } private DeviceAnswers _a = new DeviceAnswers();")]
    public Task A_member_gets_another_name(string wrong, string right) => Verify(
        [Source.Flags1.Edit("private void Move() { }", $"private void Move() {{ }}\n    {wrong}")],
        [Source.Flags1.Edit("private void Move() { }", $"private void Move() {{ }}\n    {right}")],
        1);

    [Fact]
    public Task Several_members_in_several_files() => Verify(
        [
            Source.Flags1.Edit("private void Move() { }", "private void Move() => _ = State;\n    internal int {|MIG1011:State|};\n\n    internal void {|MIG1011:Reset|}() { }"),
            "partial class Nic { int {|MIG1011:GetPath|}; } class User { int Use(Nic nic) => nic.ToString().Length; }",
        ],
        [
            Source.Flags1.Edit("private void Move() { }", "private void Move() => _ = DeviceState;\n    internal int DeviceState;\n\n    internal void ResetDevice() { }"),
            "partial class Nic { int GetDevicePath; } class User { int Use(Nic nic) => nic.ToString().Length; }",
        ],
        3);

    [Fact]
    public Task The_class_itself() => Verify(
        ["using MigSdk;\n" + Handlers("{|MIG1011:State|}")], ["using MigSdk;\n" + Handlers("DeviceState")], 1);

    [Fact]
    public Task What_an_interface_or_a_base_class_names_stays()
    {
        string source = Source.Flags1.Edit("partial class Nic\n", "partial class {|MIG1011:Nic|} : DeviceBase, IThing\n")
            .Edit("private void Move() { }", "private void Move() { }\n    public int {|MIG1011:Features|} => 1;")
            + "public class DeviceBase { public int State; } public interface IThing { int Features { get; } }";
        return Verify([source], [source], 0);
    }

    private static string Handlers(string name) =>
        "[MigrationDriver] partial class " + name + " { [Arc(MigrationState.Running, MigrationState.Stop), Arc(MigrationState.Stop, MigrationState.Running), Arc(MigrationState.StopCopy, MigrationState.Stop), Arc(MigrationState.Resuming, MigrationState.Stop)] void M() { } [Arc(MigrationState.Stop, MigrationState.StopCopy)] SavingSession S() => null; [Arc(MigrationState.Stop, MigrationState.Resuming)] ResumingSession R() => null; }";

    // The duplicate is an error of the compiler's too, which is not what is to be shown.
    private static Task Verify(string[] sources, string[] mended, int rounds)
    {
        FixTest<ReservedNameFix> test = new() { CompilerDiagnostics = rounds == 0 ? CompilerDiagnostics.None : CompilerDiagnostics.Errors };
        test.TestState.AdditionalReferences.Clear();
        test.TestState.AdditionalReferences.AddRange(References.All);
        if (rounds > 0)
            test.CompilerDiagnostics = CompilerDiagnostics.None;
        return Fixes.Verify(test, sources, mended, rounds);
    }
}
