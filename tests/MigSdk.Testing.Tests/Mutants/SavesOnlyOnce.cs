namespace MigSdk.Testing.Tests;

/// <summary>If it is saved twice without having run in between, the second stream lacks the registers.</summary>
internal sealed class SavesOnlyOnce : CardDevice
{
    private int _saves;

    internal override SavingSession BeginSaving()
    {
        if (!IsRunning)
            _saves++;
        return base.BeginSaving();
    }

    internal override void Start()
    {
        base.Start();
        _saves = 0;
    }

    internal override void Reset()
    {
        base.Reset();
        _saves = 0;
    }

    protected override uint RegisterToSend(int register, uint value) => _saves > 1 ? 0xBAD : value;
}
