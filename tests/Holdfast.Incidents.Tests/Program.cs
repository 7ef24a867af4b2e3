using Holdfast.Incidents.Tests.Kills;

// The tests start this program again, as the process that is killed.
return args is ["kill-victim", .. string[] rest] ? KillVictim.Run(rest) : 2;
