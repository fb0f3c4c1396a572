using System;
using System.Threading.Tasks;
using Samples.DmaCopy;
using Samples.Serving;

switch (args)
{
    case []:
        return await new Demonstration().RunAsync() ? 0 : 1;
    case [var socket] when !socket.StartsWith('-'):
        return await DeviceServer.RunAsync(new DmaDevice().Pci, socket, () => Task.CompletedTask);
    default:
        Console.Error.WriteLine(
            "Usage: DmaCopy [SOCKET]. Without a socket it shows what it can do; with one it serves an engine there.");
        return 2;
}
