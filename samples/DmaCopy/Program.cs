using System;
using System.Threading.Tasks;
using Samples.DmaCopy;

switch (args)
{
    case []:
        return await new Demonstration().RunAsync() ? 0 : 1;
    case [var socket] when !socket.StartsWith('-'):
        return await Serving.RunAsync(new DmaDevice().Pci, socket, () => Task.CompletedTask);
    default:
        Console.Error.WriteLine(
            "Usage: DmaCopy [SOCKET]. Without a socket it shows what it can do; with one it serves an engine there.");
        return 2;
}
