using System;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>Between which devices a voyage goes there and back, and by which way.</summary>
internal sealed record Route(
    DriverKind First, DriverKind Second, bool FirstIsServed, bool SecondIsServed, bool IsBetweenHosts, int Migrations)
{
    private static readonly DriverKind[] Kinds = Enum.GetValues<DriverKind>();

    /// <summary>Whether one of the devices is behind a socket.</summary>
    internal bool IsServed => FirstIsServed || SecondIsServed;

    internal static Route Choose(Random random)
    {
        DriverKind first = Kinds[random.Next(Kinds.Length)];
        DriverKind second = random.Next(2) == 0 ? first : Kinds[random.Next(Kinds.Length)];
        // Minimal takes each page once, and Mlx5 sends those again that were written.
        if ((first, second) is (DriverKind.Minimal, DriverKind.Mlx5) or (DriverKind.Mlx5, DriverKind.Minimal))
            second = first;
        int migrations = random.Next(10) == 0 ? random.Next(50, 100) : random.Next(3, 20);
        return new Route(
            first, second, random.Next(2) == 0, random.Next(2) == 0, random.Next(3) == 0, migrations);
    }

    public override string ToString() =>
        $"{Name(First, FirstIsServed)} <-> {Name(Second, SecondIsServed)}{(IsBetweenHosts ? ", between hosts" : "")}";

    private static string Name(DriverKind kind, bool isServed) => isServed ? $"{kind} (served)" : $"{kind}";
}
