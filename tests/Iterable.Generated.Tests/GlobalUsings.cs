global using System.Net;
global using Iterable.Generated.Tests.Support;
global using Newtonsoft.Json;
global using Newtonsoft.Json.Linq;
global using NUnit.Framework;
