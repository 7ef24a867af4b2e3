using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Scenarios.Expectations;

public class UsersFailedTests() : ExpectationContract(
    new ScenarioExpectation { That = "users-failed", AtMost = "1%" },
    perfect: "0 %",
    broken: "50 %");
