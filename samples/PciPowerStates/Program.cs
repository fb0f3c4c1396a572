using System;
using System.Linq;
using Samples.PciPowerStates;
using static Samples.PciPowerStates.PowerState;

const ushort MasterInMemorySpace = 6;
const ushort Address = 0xFE00;

Console.WriteLine($"PciFunctionDriver: {PciFunctionDriver.SupportedTransitions.Count} transitions");
foreach ((PowerState from, PowerState to) in PciFunctionDriver.SupportedTransitions.Where(pair => pair.From != pair.To))
    Console.WriteLine($"  {from,-7}-> {to,-7} {string.Join(" ", PciFunctionDriver.GetPath(from, to).ToArray())}");

var function = new PciFunction(hasD1: true, hasD2: false);
function.Write(PciFunction.Command, MasterInMemorySpace);
function.Write(PciFunction.BaseAddress, Address);
var driver = new PciFunctionDriver(function);

bool isRight = true;
PowerState[] tour = [D1, D0, D1, D3Hot, D0, D3Cold, D1, D3Cold, D3Hot, D0];
foreach (PowerState target in tour)
{
    PowerState before = driver.State;
    await driver.SetStateAsync(target);
    bool works = function.IsWorking && function.Read(PciFunction.BaseAddress) == Address;
    isRight &= driver.State == target && works == (target == D0);
    Console.WriteLine($"{before,-7}-> {target,-7} PMCSR {function.Read(PciFunction.Pmcsr):x4}, "
        + $"{(works ? "works" : "sleeps")}, {function.Resets} internal resets");
}

isRight &= !PciFunctionDriver.ArcSupported(D0, D2);
return isRight ? 0 : 1;
