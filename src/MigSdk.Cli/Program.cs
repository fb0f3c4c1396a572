using MigSdk.Cli;

return await MigCommand.RunAsync(args, CliConsole.OfProcess());
