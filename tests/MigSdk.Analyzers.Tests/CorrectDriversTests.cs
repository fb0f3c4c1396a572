using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>On what is right the rules are silent.</summary>
public sealed class CorrectDriversTests
{
    [Theory]
    [InlineData("Flags1.cs")]
    [InlineData("Flags3.cs")]
    [InlineData("Flags5.cs")]
    [InlineData("Flags7.cs")]
    [InlineData("Rfc2022.cs")]
    [InlineData("Power.cs")]
    [InlineData("Features.cs")]
    public Task Correct_drivers_have_no_diagnostic(string source) => Rules.Verify(Source.Read(source));

    [Fact]
    public Task A_class_without_driver_attribute_may_do_as_it_likes() =>
        Rules.Verify(Source.Flags1.Edit("[MigrationDriver]", ""));
}
