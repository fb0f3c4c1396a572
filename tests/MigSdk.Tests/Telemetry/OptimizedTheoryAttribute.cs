using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace MigSdk.Tests;

/// <summary>Holds of optimized code only: a Debug build keeps what an asynchronous method remembers on the heap.</summary>
public sealed class OptimizedTheoryAttribute : TheoryAttribute
{
    public OptimizedTheoryAttribute()
    {
        var debuggable = typeof(SavingSession).Assembly.GetCustomAttribute<DebuggableAttribute>();
        if (debuggable is { IsJITOptimizerDisabled: true })
            Skip = "MigSdk is not optimized. Build it with -c Release.";
    }
}
