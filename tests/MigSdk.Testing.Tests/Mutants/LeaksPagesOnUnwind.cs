namespace MigSdk.Testing.Tests;

/// <summary>mlx5, 22e87bf3f77c: an allocation that fails half-way does not give back what it has by then.</summary>
internal sealed class LeaksPagesOnUnwind : CardDevice
{
    private const int Pages = 3;

    internal override SavingSession BeginSaving()
    {
        for (int i = 0; i < Pages; i++)
        {
            Access();
            Held++;
        }

        Held -= Pages;
        return base.BeginSaving();
    }
}
