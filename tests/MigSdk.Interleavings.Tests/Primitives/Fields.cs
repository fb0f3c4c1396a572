namespace MigSdk.Interleavings.Tests;

/// <summary>Fields that are read and written as such. Rewritten code tells here what it is about to do.</summary>
public static class Fields
{
    public static void Reads(object owner, string field) => Step.To(Access.Read, owner, "reads", field);

    public static void Writes(object owner, string field) => Step.To(Access.Write, owner, "writes", field);

    public static void Looks(object owner, string field) => Execution.Current?.Races.Touch(owner, field, writes: false);

    public static void Stores(object owner, string field) => Execution.Current?.Races.Touch(owner, field, writes: true);
}
