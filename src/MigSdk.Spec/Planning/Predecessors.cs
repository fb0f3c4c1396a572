namespace MigSdk.Spec;

/// <summary>
/// The states from which a state is best entered: of several, the two with the lowest indexes, which is what a
/// choice and the report of a tie need.
/// </summary>
/// <param name="first">The lowest, or <see cref="None"/>.</param>
/// <param name="second">The next, or <see cref="None"/>.</param>
/// <param name="isTied">Whether more than one best walk enters the state.</param>
internal readonly struct Predecessors(int first, int second, bool isTied)
{
    public const int None = -1;

    public static Predecessors Nobody => new(None, None, isTied: false);

    public int First { get; } = first;

    public int Second { get; } = second;

    public bool IsTied { get; } = isTied;

    public Predecessors With(int other)
    {
        int low = other < First ? other : First;
        int high = other < First ? First : other;
        return new Predecessors(low, Second == None || high < Second ? high : Second, isTied: true);
    }
}
