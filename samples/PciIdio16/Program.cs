using System;
using Samples.PciIdio16;
using Samples.Serving;

switch (args)
{
    case []:
        return await new Demonstration().RunAsync() ? 0 : 1;
    case [var socket] when !socket.StartsWith('-'):
        var device = new IdioDevice();
        return await DeviceServer.RunAsync(device.Pci, socket, new Field(device.Card, Console.In, Console.Out).RunAsync);
    default:
        Console.Error.WriteLine(
            "Usage: PciIdio16 [SOCKET]. Without a socket it shows what it can do; with one it serves a card there.");
        return 2;
}
