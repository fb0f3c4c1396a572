using MigSdk.ServedDevice;

return args switch
{
    ["serve", string socket, string flags, string mebibytes] => await Commands.ServeAsync(socket, flags, mebibytes),
    ["migrate", string source, string destination] => await Commands.MigrateAsync(source, destination),
    ["send", string source, string address] => await Commands.SendAsync(source, address),
    ["receive", string destination, string address] => await Commands.ReceiveAsync(destination, address),
    _ => Commands.Usage(),
};
