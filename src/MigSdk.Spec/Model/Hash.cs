using System.Collections.Immutable;

namespace MigSdk.Spec;

/// <summary>Hash codes of compound values: <c>System.HashCode</c> is not in netstandard2.0.</summary>
internal static class Hash
{
    public static int Combine(int hash, int next) => unchecked((hash * 31) + next);

    public static int Of<T>(ImmutableArray<T> items)
        where T : notnull
    {
        int hash = 17;
        foreach (T item in items)
        {
            hash = Combine(hash, item.GetHashCode());
        }

        return hash;
    }
}
