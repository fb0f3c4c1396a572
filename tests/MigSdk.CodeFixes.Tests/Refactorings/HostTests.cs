using System.Linq;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

public sealed class HostTests
{
    // A host looks for fixes by loading all types of the assembly. One that cannot be loaded, and all fixes are lost.
    [Fact]
    public void Fixes_and_refactorings_work_in_a_host_that_has_Workspaces_and_nothing_more() =>
        Assert.DoesNotContain(
            typeof(CreateDriverRefactoring).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name),
            name => name!.Contains("Features"));
}
