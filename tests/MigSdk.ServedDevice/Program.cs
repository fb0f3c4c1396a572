using System;
using System.Globalization;
using MigSdk;
using MigSdk.ServedDevice;
using MigSdk.VfioUser;
using Samples.Devices;

if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: MigSdk.ServedDevice SOCKET FLAGS [MEBIBYTES [WRITTEN_PER_SECOND]]");
    return 2;
}

var options = new DeviceOptions
{
    MemoryMebibytes = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 4,
    WriteMebibytesPerSecond = args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 16,
};
using var device = new ServedDevice((MigrationFeatures)ulong.Parse(args[1], CultureInfo.InvariantCulture), options);
await using var server = new VfioUserServer(device.Pci, new VfioUserServerOptions { SocketPath = args[0] });
server.Start();
Console.WriteLine("ready");
// Whoever started this process ends it so, also by going away.
await Console.In.ReadToEndAsync();
return 0;
