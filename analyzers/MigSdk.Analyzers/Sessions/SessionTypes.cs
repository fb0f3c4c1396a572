using Microsoft.CodeAnalysis;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>Which types are sessions.</summary>
internal static class SessionTypes
{
    /// <summary>The group of a session type: "Saving" or "Resuming"; null for other types.</summary>
    public static string? GroupOf(ITypeSymbol? type)
    {
        for (ITypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.Is("SavingSession"))
                return "Saving";
            if (candidate.Is("ResumingSession"))
                return "Resuming";
        }

        return null;
    }

    /// <summary>Whether a method returns a session or a task of one.</summary>
    public static bool AreReturnedBy(IMethodSymbol method) =>
        GroupOf(method.ReturnType) is not null
        || (method.ReturnType is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } task && GroupOf(task.TypeArguments[0]) is not null);

    /// <summary>Whether a session type has something of its own to release when it is closed.</summary>
    public static bool Releases(ITypeSymbol? type)
    {
        for (ITypeSymbol? candidate = type; candidate is not null && !IsOwn(candidate); candidate = candidate.BaseType)
        {
            foreach (ISymbol member in candidate.GetMembers("OnClosed"))
            {
                if (member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true })
                    return true;
            }
        }

        return false;
    }

    private static bool IsOwn(ITypeSymbol type) => type.Is("SavingSession") || type.Is("ResumingSession") || type.Is("MigrationSession");
}
