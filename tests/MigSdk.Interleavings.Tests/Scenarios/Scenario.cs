using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>A driver or session and what up to three actors do with it; made anew for every run.</summary>
public abstract class Scenario
{
    /// <summary>The scenario of a name: its class and, behind a colon, what that takes.</summary>
    public static Scenario Of(string name)
    {
        string[] parts = name.Split(": ");
        Type type = typeof(Scenario).Assembly.GetType($"{typeof(Scenario).Namespace}.{parts[0]}", throwOnError: true)!;
        return (Scenario)Activator.CreateInstance(type, [.. parts[1..]])!;
    }

    /// <summary>What runs at once, by name.</summary>
    public abstract IEnumerable<(string Name, Func<Task> Body)> Actors { get; }

    /// <summary>What must hold when all of them have ended.</summary>
    public virtual void Afterwards()
    {
    }
}
