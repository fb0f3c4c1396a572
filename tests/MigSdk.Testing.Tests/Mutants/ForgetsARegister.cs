namespace MigSdk.Testing.Tests;

/// <summary>Does not send one of its registers.</summary>
internal sealed class ForgetsARegister : CardDevice
{
    protected override uint RegisterToSend(int register, uint value) => register == 1 ? 0 : value;
}
