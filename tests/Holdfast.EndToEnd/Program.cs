using Holdfast.EndToEnd.Kills;

// The tests are also the program behind `bench/run kills`.
return args is ["kills", .. string[] rest] ? KillBench.Run(rest) : 2;
