using System;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace MigSdk.Testing.Subjects;

/// <summary>
/// Finds <c>SetState</c>. No interface has it, since hosts have no use for it: the generator gives it to the drivers whose
/// handlers are all synchronous, for those who know the driver's class.
/// </summary>
internal static class SynchronousWay
{
    internal const DynamicallyAccessedMemberTypes NeededMembers = DynamicallyAccessedMemberTypes.PublicMethods;

    /// <summary>Whether drivers of a class have it.</summary>
    internal static bool Has<[DynamicallyAccessedMembers(NeededMembers)] TDriver>() => Find<TDriver>() is not null;

    /// <summary>That of one driver.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    internal static Func<MigrationState, MigrationSession?> Of<[DynamicallyAccessedMembers(NeededMembers)] TDriver>(
        TDriver driver)
        where TDriver : class =>
        Find<TDriver>()?.CreateDelegate<Func<MigrationState, MigrationSession?>>(driver)
        ?? throw new InvalidOperationException($"{typeof(TDriver).Name} has no SetState.");

    private static MethodInfo? Find<[DynamicallyAccessedMembers(NeededMembers)] TDriver>() =>
        typeof(TDriver).GetMethod("SetState", [typeof(MigrationState)]) is { IsStatic: false } method
            && method.ReturnType == typeof(MigrationSession)
            ? method
            : null;
}
