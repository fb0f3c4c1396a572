using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static PowerState;

[StateMachineSpec]
[SpecArc<PowerState>(D0, D1)]
[SpecArc<PowerState>(D0, D2)]
[SpecArc<PowerState>(D0, D3Hot)]
[SpecArc<PowerState>(D1, D2)]
[SpecArc<PowerState>(D1, D0)]
[SpecArc<PowerState>(D1, D3Hot)]
[SpecArc<PowerState>(D2, D0)]
[SpecArc<PowerState>(D2, D3Hot)]
[SpecArc<PowerState>(D3Hot, D0)]
[SpecArc<PowerState>(D3Hot, D3Cold)]
[SpecArc<PowerState>(D3Cold, D0)]
[Blocked<PowerState>(D2, D1)]
[Blocked<PowerState>(D3Hot, D1)]
[Blocked<PowerState>(D3Hot, D2)]
[Blocked<PowerState>(D3Cold, D1)]
[Blocked<PowerState>(D3Cold, D2)]
public enum PowerState
{
    D0,
    [Optional] D1,
    [Optional] D2,
    D3Hot,
    D3Cold,
}

[StateMachineDriver<PowerState>]
public partial class Plain
{
    [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D3Hot, D0), Arc<PowerState>(D3Hot, D3Cold), Arc<PowerState>(D3Cold, D0)]
    private void Move(ArcContext<PowerState> arc) { }
}

[StateMachineDriver<PowerState>(D1)]
public partial class WithD1
{
    [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D3Hot, D0), Arc<PowerState>(D3Hot, D3Cold), Arc<PowerState>(D3Cold, D0)]
    [Arc<PowerState>(D0, D1), Arc<PowerState>(D1, D0), Arc<PowerState>(D1, D3Hot)]
    private ValueTask MoveAsync(CancellationToken cancel) => default;

    [OnEnter<PowerState>(D1)]
    private void Doze() { }
}

[StateMachineDriver<PowerState>(D1, D2)]
public partial record Full
{
    [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D3Hot, D0), Arc<PowerState>(D3Hot, D3Cold), Arc<PowerState>(D3Cold, D0)]
    [Arc<PowerState>(D0, D1), Arc<PowerState>(D1, D0), Arc<PowerState>(D1, D3Hot)]
    [Arc<PowerState>(D0, D2), Arc<PowerState>(D1, D2), Arc<PowerState>(D2, D0), Arc<PowerState>(D2, D3Hot)]
    private void Move() { }
}
