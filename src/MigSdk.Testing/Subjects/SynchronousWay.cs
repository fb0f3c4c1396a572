using System;
using System.Diagnostics.CodeAnalysis;

namespace MigSdk.Testing.Subjects;

/// <summary>
/// Finds <c>SetState</c>. No interface has it, since hosts have no use for it: the generator gives it to the drivers whose
/// handlers are all synchronous, for those who know the driver's class.
/// </summary>
internal static class SynchronousWay
{
    internal const DynamicallyAccessedMemberTypes NeededMembers = DynamicallyAccessedMemberTypes.PublicMethods;

    /// <summary>Whether drivers of a class have it.</summary>
    internal static bool Has<[DynamicallyAccessedMembers(NeededMembers)] TDriver>() =>
        typeof(TDriver).GetMethod("SetState", [typeof(MigrationState)])?.ReturnType == typeof(MigrationSession);

    /// <summary>That of one driver.</summary>
    internal static Func<MigrationState, MigrationSession?> Of<[DynamicallyAccessedMembers(NeededMembers)] TDriver>(TDriver driver)
        where TDriver : class =>
        typeof(TDriver).GetMethod("SetState", [typeof(MigrationState)])!.CreateDelegate<Func<MigrationState, MigrationSession?>>(driver);
}
