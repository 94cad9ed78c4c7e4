global using System.Net;
global using Newtonsoft.Json.Linq;
global using NUnit.Framework;
