namespace MigSdk.Testing.Tests;

/// <summary>
/// hisi_acc, 8c6ac1730a97: a flag of the first migration survives, and the second one is silently skipped.
/// </summary>
internal sealed class RemembersTheMatch : CardDevice
{
    private bool _isMatched;

    internal override void Apply(CardIntake intake)
    {
        if (_isMatched)
            return;
        base.Apply(intake);
        _isMatched = true;
    }
}
