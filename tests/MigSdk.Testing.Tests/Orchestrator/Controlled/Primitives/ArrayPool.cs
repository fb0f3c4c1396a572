namespace MigSdk.Host;

/// <summary>Arrays that nobody has used before, so that what was in them has no part in a state.</summary>
internal sealed class ArrayPool<T>
{
    public static ArrayPool<T> Shared { get; } = new();

    public T[] Rent(int length) => new T[length];

    public void Return(T[] array)
    {
    }
}
