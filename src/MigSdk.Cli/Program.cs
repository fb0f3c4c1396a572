using MigSdk.Cli;

using var interrupts = new Interrupts();
return await MigCommand.RunAsync(args, CliConsole.OfProcess(), interrupts.Token);
