using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1003, MIG1005 and MIG1006.</summary>
public sealed class HandlerAttributeFixTests
{
    [Theory]
    [InlineData("[{|MIG1003:Arc(Running, Error)|}, Arc(Stop, StopCopy)]\n    private", "[Arc(Stop, StopCopy)]\n    private")]
    [InlineData("[Arc(Stop, StopCopy), {|MIG1003:Arc(Running, Error)|}]\n    private", "[Arc(Stop, StopCopy)]\n    private")]
    [InlineData("/// <summary>Saves.</summary>\n    [{|MIG1003:Arc(Running, Error)|}]\n    [Arc(Stop, StopCopy)]\n    private", "/// <summary>Saves.</summary>\n    [Arc(Stop, StopCopy)]\n    private")]
    [InlineData("[Arc(Stop, StopCopy)]\n    [{|MIG1003:Arc(Running, Error)|}] // never\n    private", "[Arc(Stop, StopCopy)]\n    // never\n    private")]
    [InlineData("[Arc(Stop, StopCopy)]\n    // Above.\n    [{|MIG1003:Arc(Running, Error)|}]\n    // Below.\n    private", "[Arc(Stop, StopCopy)]\n    // Above.\n    // Below.\n    private")]
    [InlineData("[Arc(Stop, StopCopy)] [{|MIG1003:Arc(Running, Error)|}] private", "[Arc(Stop, StopCopy)] private")]
    [InlineData("[\n        {|MIG1003:Arc(Running, Error)|},\n        Arc(Stop, StopCopy)\n    ]\n    private", "[\n        Arc(Stop, StopCopy)\n    ]\n    private")]
    public Task An_attribute_goes_and_the_rest_stays(string wrong, string right) => Fixes.Verify<HandlerAttributeFix>(
        Source.Flags1.Edit("[Arc(Stop, StopCopy)]\n    private", wrong),
        Source.Flags1.Edit("[Arc(Stop, StopCopy)]\n    private", right));

    [Fact]
    public Task All_attributes_of_a_list_go() => Fixes.Verify<HandlerAttributeFix>(
        Source.Flags1.Edit("[Arc(Stop, StopCopy)]", "[{|MIG1003:Arc(Running, Error)|}, {|MIG1003:Arc(Error, Running)|}, {|MIG1006:Arc(Running, Stop)|}]\n    [Arc(Stop, StopCopy)]"),
        Source.Flags1,
        rounds: 3);

    [Fact]
    public Task A_method_that_is_a_handler_no_more_stays() => Fixes.Verify<HandlerAttributeFix>(
        Source.Flags3.Edit("    [OnReset]", "    /// <summary>Idle.</summary>\n    [{|MIG1005:Arc(Running, Stop)|}]\n    private void Idle() => ResetDevice();\n\n    [OnReset]"),
        Source.Flags3.Edit("    [OnReset]", "    /// <summary>Idle.</summary>\n    private void Idle() => ResetDevice();\n\n    [OnReset]"));

    [Fact]
    public Task Entry_handlers_hooks_and_arcs_of_other_specs() => Fixes.Verify<HandlerAttributeFix>(
        Source.Flags5.Edit("[OnEnter(PreCopy), OnEnter(SessionKind.Saving)]", "[OnEnter(PreCopy), {|MIG1003:OnEnter((MigrationState)9)|}, {|MIG1006:OnEnter(PreCopy)|}, OnEnter(SessionKind.Saving), {|MIG1003:OnExit(SessionKind.None)|}]\n            [{|MIG1003:Arc<Rfc2022State>(Rfc2022State.Stop, Rfc2022State.Running)|}]"),
        Source.Flags5,
        rounds: 4);

    [Fact]
    public Task In_two_files_with_CRLF() => Fixes.Verify<HandlerAttributeFix>(
        [Source.Flags1.ReplaceLineEndings("\r\n"), "using MigSdk;\r\n\r\npartial class Nic\r\n{\r\n\t[{|MIG1006:Arc(MigrationState.Running, MigrationState.Stop)|}]\r\n\tvoid Other() { }\r\n}"],
        [Source.Flags1.ReplaceLineEndings("\r\n"), "using MigSdk;\r\n\r\npartial class Nic\r\n{\r\n\tvoid Other() { }\r\n}"]);

    [Fact]
    public Task Where_directives_are_among_the_attributes_the_author_decides() => Fixes.VerifyNone<HandlerAttributeFix>(
        Source.Flags1.Edit("[Arc(Stop, StopCopy)]", "[Arc(Stop, StopCopy),\n#if true\n    {|MIG1003:Arc(Running, Error)|}\n#endif\n    ]"));
}
