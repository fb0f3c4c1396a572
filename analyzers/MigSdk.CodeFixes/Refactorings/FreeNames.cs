using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>Names for new members of a driver that mean nothing in it yet.</summary>
internal sealed class FreeNames
{
    private readonly HashSet<string> _taken = [.. GeneratedNames.All];

    /// <param name="driver">The class.</param>
    /// <param name="spec">The driver's spec: a member with a state's name would hide the state.</param>
    internal FreeNames(INamedTypeSymbol driver, ITypeSymbol? spec)
    {
        _taken.Add(driver.Name);
        _taken.UnionWith(driver.TypeParameters.Select(parameter => parameter.Name));
        for (INamedTypeSymbol? type = driver; type is not null; type = type.BaseType)
            _taken.UnionWith(type.GetMembers().Select(member => member.Name));
        if (spec is not null)
            _taken.UnionWith(spec.GetMembers().Select(state => state.Name));
    }

    /// <summary>Takes a name, or the next one like it that is free.</summary>
    internal string Take(string name)
    {
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
            free = name + number;
        return free;
    }
}
